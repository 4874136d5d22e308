"""Who there is: regions, units and their names through time, people, the seats they hold, what each role may do."""
