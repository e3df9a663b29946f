"""How the server listens."""

import socket

from server import serving


def test_little_of_a_film_is_held_for_each_who_reads_it_slowly():
    with serving._listen("127.0.0.1", 0) as listener:
        listener.listen()
        with socket.create_connection(listener.getsockname()) as reader:
            sender, _ = listener.accept()
            with sender:
                held = sender.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF)
            assert reader.fileno() > 0
    assert held <= 2 * serving.SENT_AHEAD
