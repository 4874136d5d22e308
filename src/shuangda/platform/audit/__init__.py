"""One chained event for every action, written in the action's own transaction."""
