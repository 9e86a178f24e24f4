"""A board in Python, to start one of your own from: python3 device.py [PORT]; then fhnhw train --device tcp:127.0.0.1:PORT.

It speaks docs/protocol.md and answers with traces and ends. Cells are the normative step in integers (docs/numerics.md); put what your hardware
does into `Cells`, take DETERMINISTIC and CONSTANTS away if it does not compute that step, and ENDS where it cannot sum x exactly.
"""
import asyncio, struct, sys, time, zlib
try:
    import numpy as np
except ImportError:
    sys.exit(f"device.py needs NumPy, which {sys.executable} does not have; install it with '{sys.executable} -m pip install numpy'.")
import protocol as p                                               # numbers and fields, generated from docs/protocol.json

CELLS, QUEUE, HEARTBEAT = 256, 4096, 0.25                          # cells of a job, bytes of waiting requests, seconds
ENDS, TRACE, DETERMINISTIC = p.ENDS_FEATURE, p.TRACE_FEATURE, p.DETERMINISTIC_FLAG
CONSTANTS = bytes.fromhex("f5ec870dfd3444f4")                      # hash of W = 16, k = 8, e = 0, eps = 0.01
C, XMAX, X0, Y0, LARGEST = 25600, 20480, 946, 945 * 256 + 238, 19865


class Cells:                                                       # your hardware: set currents, let time go by, read x
    def __init__(self, S):
        few = len(S) < 8                                           # Python's own integers are faster there
        self.groups = [(X0, Y0 >> 8, Y0 & 255, int(s)) for s in S] if few else [
            (np.full(len(S), X0), np.full(len(S), Y0 >> 8), np.full(len(S), Y0 & 255), S)]
        self.saturated = [0 * group[3] for group in self.groups]

    def step(self):                                                # eps X' = X - X^3 - Y, Y' = X + S; X has 14 fraction bits
        for n, (X, Yh, Yl, S) in enumerate(self.groups):
            f = X - (((X * X >> 16) * X >> 16) << 4) - Yh
            Xu, A = X + (f * C >> 16), Yl + X + S
            Xn = min(max(Xu, -XMAX), XMAX) if isinstance(Xu, int) else np.minimum(np.maximum(Xu, -XMAX), XMAX)
            self.saturated[n] |= Xn != Xu
            self.groups[n] = Xn, Yh + (A >> 8), A & 255, S

    def x(self):
        return b"".join(np.asarray(group[0], "<i2").tobytes() for group in self.groups)

    def y(self):                                                   # 3 bytes each
        y = np.concatenate([np.atleast_1d(np.asarray(group[1]) * 256 + group[2]) for group in self.groups])
        return y.astype("<i4").view("u1").reshape(-1, 4)[:, :3].tobytes()


def crc(frame, nonce):                                             # bound to the session, but for HELLO and GREETING
    return zlib.crc32(frame, 0 if frame[0] in (p.HELLO_KIND, p.GREETING_KIND) else nonce)


def encode(frame, nonce):                                          # CRC, COBS, and the zero that ends a frame
    out = bytearray()
    for piece in (frame + struct.pack("<I", crc(frame, nonce))).split(b"\0"):
        while len(piece) >= 254:
            out, piece = out + b"\xff" + piece[:254], piece[254:]
        out += bytes([len(piece) + 1]) + piece
    return bytes(out) + b"\0"


def decode(coded, nonce):                                          # kind, tag and payload; None where damaged
    frame, at = bytearray(), 0
    while at < len(coded):
        end = at + coded[at]
        if end > len(coded):
            return None
        frame += coded[at + 1:end] + (b"\0" if coded[at] < 255 and end < len(coded) else b"")
        at = end
    good = p.LEAST_FRAME_BYTES <= len(frame) <= QUEUE and crc(frame[:-4], nonce) == struct.unpack("<I", frame[-4:])[0]
    return bytes(frame[:-4]) if good else None


class Board:                                                       # one connection
    def __init__(self, reader, writer):
        self.reader, self.writer, self.waiting, self.session = reader, writer, asyncio.Queue(), False
        self.held, self.busy, self.worker, self.beats, self.nonce = 0, 0, None, None, 0

    def send(self, kind, tag, payload=b""):
        if not self.writer.is_closing():
            self.writer.write(encode(bytes([kind, tag]) + payload, self.nonce))

    def error(self, tag, code):
        self.send(p.ERROR_KIND, tag, p.ERROR_FIELDS.pack(code))

    async def run(self):
        coded = b""
        try:
            while received := await self.reader.read(65536):
                *frames, coded = (coded + received).split(b"\0")
                self.told = False                                  # damaged frames that come together share an ERROR
                for frame in filter(None, frames):
                    self.take(decode(frame, self.nonce))
                coded = coded[:2 * QUEUE]                          # of a frame without end, no more than is needed to refuse it
        except ConnectionError:
            pass
        for task in filter(None, (self.worker, self.beats)):
            task.cancel()
        self.writer.close()

    def take(self, frame):
        if frame is None:
            if not self.told:
                self.told = True
                self.error(0, p.DAMAGED_FRAME_ERROR)
            return
        kind, tag, payload = frame[0], frame[1], frame[2:]
        if kind == p.HELLO_KIND and len(payload) == p.HELLO_BYTES:                     # HELLO: whatever was going on ends
            if self.worker:
                self.worker.cancel()
            self.waiting, self.held, self.busy, self.session = asyncio.Queue(), 0, 0, True
            self.nonce, = p.HELLO_FIELDS.unpack(payload)
            self.writer.write(b"\0")
            self.send(p.GREETING_KIND, tag, p.GREETING_FIELDS.pack(
                self.nonce, p.VERSION, DETERMINISTIC, ENDS | TRACE, 16, 8, 0, 2, 2, 3, 0, CELLS, QUEUE,
                int(1000 * HEARTBEAT), 0, 0, CONSTANTS, b"python"))
            self.worker = asyncio.create_task(self.work())
            self.beats = self.beats or asyncio.create_task(self.beat())
        elif not self.session:
            self.error(tag, {p.JOB_KIND: p.NO_SESSION_ERROR, p.READOUT_KIND: p.NO_SESSION_ERROR, p.HELLO_KIND: p.BAD_VALUE_ERROR}.get(
                kind, p.UNKNOWN_KIND_ERROR))
        elif self.held + len(frame) + 4 > QUEUE:
            self.error(0, p.QUEUE_FULL_ERROR)
        else:
            self.held += len(frame) + 4
            self.waiting.put_nowait((kind, tag, payload))

    async def beat(self):
        for count in range(2**32):
            await asyncio.sleep(HEARTBEAT)
            self.send(p.HEARTBEAT_KIND, 0, p.HEARTBEAT_FIELDS.pack(self.busy, count))

    async def work(self):                                          # requests in their order
        while True:
            kind, tag, payload = await self.waiting.get()
            self.held -= len(payload) + 6
            error = self.wrong(kind, payload)
            if error:
                self.error(tag, error)
            else:
                self.busy = 1
                await self.job(tag, payload)
                self.busy = 0

    @staticmethod
    def wrong(kind, payload):                                      # number of an ERROR, or 0
        if kind != p.JOB_KIND:
            return {p.HELLO_KIND: p.BAD_VALUE_ERROR, p.READOUT_KIND: p.NOT_SUPPORTED_ERROR}.get(kind, p.UNKNOWN_KIND_ERROR)
        if len(payload) < p.JOB_HEAD_BYTES:
            return p.BAD_VALUE_ERROR
        features, cells, transient, steps, stride, _, _ = p.JOB_FIELDS.unpack_from(payload)
        if features & ~(ENDS | TRACE):
            return p.NOT_SUPPORTED_ERROR
        if not 1 <= cells <= CELLS or len(payload) != p.JOB_HEAD_BYTES + 2 * cells:
            return p.BAD_VALUE_ERROR
        S = np.frombuffer(payload[p.JOB_HEAD_BYTES:], "<i2").astype(int)
        good = transient <= p.MAX_STEPS and all(0 < n <= p.MAX_STEPS for n in (steps, stride)) and np.abs(S).max() <= LARGEST
        return 0 if good else p.BAD_VALUE_ERROR

    async def job(self, tag, payload):
        features, _, transient, steps, stride, _, _ = p.JOB_FIELDS.unpack_from(payload)
        cells, reply, block, total, yielded = Cells(np.frombuffer(payload[p.JOB_HEAD_BYTES:], "<i2").astype(int)), b"", 0, 0, time.monotonic()
        for n in range(transient + steps + 1):
            if features & ENDS and n in (transient, transient + steps):
                reply += cells.y() if n == transient else b""
            if features & TRACE and transient <= n < transient + steps and (n - transient) % stride == 0:
                reply += cells.x()
            if features & ENDS and n == transient + steps:
                reply += cells.y()
            while len(reply) >= p.DATA_BYTES or (reply and n == transient + steps):
                part, reply = reply[:p.DATA_BYTES], reply[p.DATA_BYTES:]
                self.send(p.DATA_KIND, tag, p.DATA_FIELDS.pack(block & 0xFFFF) + part)
                block, total = block + 1, total + len(part)
                await self.writer.drain()
            if time.monotonic() - yielded > 0.02:                  # let heartbeats out and a HELLO in
                await asyncio.sleep(0)
                yielded = time.monotonic()
            if n < transient + steps:
                cells.step()
        saturated = sum(int(np.sum(one)) for one in cells.saturated)
        self.send(p.DONE_KIND, tag, p.DONE_FIELDS.pack(saturated, total, 0))


async def main(port):
    server = await asyncio.start_server(lambda reader, writer: Board(reader, writer).run(), "127.0.0.1", port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()

if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
