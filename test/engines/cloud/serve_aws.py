"""Runs commands of the AWS CLI without the second that each takes to start: serve_aws.py SOCKET, with the environment that all of them have.
Each command is a process of its own that is forked from one with the CLI loaded; ask_aws.py sends them."""
import json
import os
import signal
import socket
import sys

from awscli.clidriver import create_clidriver


def run(connection):
    message, files, _, _ = socket.recv_fds(connection, 1 << 16, 2)
    while not message.endswith(b"\0"):
        message += connection.recv(1 << 16)
    folder, arguments = json.loads(message[:-1])
    for number, file in enumerate(files, 1):
        os.dup2(file, number)
    os.chdir(folder)
    try:
        code = driver.main(arguments)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    sys.stdout.flush()
    sys.stderr.flush()
    connection.sendall(str(code or 0).encode())


driver = create_clidriver()
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1])
server.listen(64)
while True:
    connection, _ = server.accept()
    if os.fork() == 0:
        server.close()
        try:
            run(connection)
        finally:
            os._exit(0)
    connection.close()
