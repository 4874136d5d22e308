from tests.domain.plans.town import town

__all__ = ["town"]
