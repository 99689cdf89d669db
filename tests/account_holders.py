"""Every step, tested: who acts in a test that is not about rights."""

from work.rights import Person

OPERATOR = Person.operator()
