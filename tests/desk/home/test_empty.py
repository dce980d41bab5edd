import pytest
from django.test import Client


@pytest.mark.django_db
def test_an_empty_database_says_how_to_begin():
    response = Client(headers={"host": "127.0.0.1"}).get("/")
    assert response.status_code == 200
    assert "regietafel demo" in response.content.decode()
