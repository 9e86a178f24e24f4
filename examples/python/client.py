"""Currents in, x out, on any board that listens on TCP: python3 client.py PORT CURRENT...

Start a board with python3 device.py, or fhnhw board sim --tcp 0. What is sent and what comes back is docs/protocol.md. `Board.run` returns x as a
NumPy array, sample by cell.
"""
import os, socket, sys
import numpy as np
import protocol as p                                               # numbers and fields, generated from docs/protocol.json
from device import encode, decode                                  # CRC and COBS


class Board:
    def __init__(self, port, host="127.0.0.1"):
        self.line, self.rest = socket.create_connection((host, port), timeout=5), b""
        nonce = os.urandom(4)
        self.nonce, = p.HELLO_FIELDS.unpack(nonce)                 # CRCs start from it
        self.send(p.HELLO_KIND, 0, nonce)
        while True:
            kind, _, payload = self.receive()
            if kind == p.GREETING_KIND and payload[:4] == nonce:
                break
        (_, _, _, self.features, self.bits, self.dt_exponent, self.extra, self.x_bytes, self.s_bytes, _, _, self.cells, self.queue, _, _, _, _,
         name) = p.GREETING_FIELDS.unpack_from(payload)
        self.name = name.rstrip(b"\0").decode()

    def send(self, kind, tag, payload):
        self.line.sendall(encode(bytes([kind, tag]) + payload, self.nonce))

    def receive(self):                                             # the next whole frame; heartbeats too
        while True:
            while b"\0" not in self.rest:
                received = self.line.recv(65536)                   # a board sends a heartbeat at least twice a second
                if not received:
                    raise ConnectionError("the board is gone")
                self.rest += received
            coded, self.rest = self.rest.split(b"\0", 1)
            frame = decode(coded, self.nonce)
            if frame:
                return frame[0], frame[1], frame[2:]

    def run(self, currents, transient=40.0, record=100.0, every=0.0625, a=0.0):
        """x of one cell a current; times in time units, rounded to steps of dt = 2^-k."""
        dt, unit = 2.0**-self.dt_exponent, 2.0 ** (self.bits - 2)
        transient, steps, stride = (round(time / dt) for time in (transient, record, every))
        S = np.rint((np.asarray(currents, float) + a) / np.sqrt(3) * unit * 2**self.extra).astype(int)
        most, traces = min(self.cells, (self.queue - p.LEAST_FRAME_BYTES - p.JOB_HEAD_BYTES) // self.s_bytes), []
        for part in (S[first:first + most] for first in range(0, len(S), most)):
            words = b"".join(int(s).to_bytes(self.s_bytes, "little", signed=True) for s in part)
            self.send(p.JOB_KIND, 1, p.JOB_FIELDS.pack(p.TRACE_FEATURE, len(part), transient, steps, stride, 0, 0) + words)
            reply = b""
            while True:
                kind, tag, payload = self.receive()
                if kind == p.DATA_KIND and tag == 1:
                    reply += payload[2:]
                elif kind == p.DONE_KIND and tag == 1:
                    break
                elif kind == p.ERROR_KIND:
                    raise ValueError(f"the board answers error {payload[0]} (docs/protocol.md, 5)")
            traces.append(np.frombuffer(reply, f"<i{self.x_bytes}").reshape(-1, len(part)))
        return np.concatenate(traces, axis=1) * (np.sqrt(3) / unit)


if __name__ == "__main__":
    board = Board(int(sys.argv[1]))
    currents = [float(current) for current in sys.argv[2:]] or [-0.5, 0.0, 0.5]
    for current, x in zip(currents, board.run(currents).T):
        print(f"{board.name}: I = {current:+.3f}  mean of x {x.mean():+.4f}  first samples {' '.join(f'{value:+.6f}' for value in x[:4])}")
