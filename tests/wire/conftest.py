"""What the wire's descriptions are held against: answers of the web app."""

from tests.web.conftest import house as house
