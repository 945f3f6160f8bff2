"""The ground that other tests stand on: databases of their own, and no way to the network."""

import socket

import pytest
import sqlalchemy
from pytest_socket import SocketConnectBlockedError

from tests import postgres


@pytest.mark.parametrize("_again", [1, 2])
def test_each_test_gets_an_empty_database(database_url: str, _again: int) -> None:
    engine = sqlalchemy.create_engine(database_url)
    with engine.begin() as connection:
        assert sqlalchemy.inspect(connection).get_table_names() == []
        connection.execute(sqlalchemy.text("CREATE TABLE bewoner (naam TEXT)"))
    engine.dispose()


@pytest.mark.postgres
def test_a_database_goes_even_when_a_connection_was_left_open(
    postgres_server: postgres.Server,
) -> None:
    with postgres_server.database() as url:
        engine = sqlalchemy.create_engine(url)
        left_open = engine.connect()
        left_open.execute(sqlalchemy.text("SELECT 1"))
    with pytest.raises(sqlalchemy.exc.OperationalError):
        left_open.execute(sqlalchemy.text("SELECT 1"))
    left_open.close()
    engine.dispose()


def test_no_test_reaches_the_network() -> None:
    with pytest.warns(UserWarning, match="tried to use"), pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80))


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
