"""Reading what .NET serialized: dictionaries, lists and plain values, for vectors that exist in no
other form.

Source: [MS-NRBF], ".NET Remoting: Binary Format Data Structure".
"""

import io
import struct

_PRIMITIVE = {
    1: "<?",
    2: "<B",
    6: "<d",
    7: "<h",
    8: "<i",
    9: "<q",
    10: "<b",
    11: "<f",
    13: "<q",
    14: "<H",
    15: "<I",
    16: "<Q",
}


class _Reference:
    def __init__(self, number):
        self.number = number


class _Nulls:
    def __init__(self, count):
        self.count = count


class _Stream:
    def __init__(self, data):
        self._file = io.BytesIO(data)
        self.objects, self.classes, self.root = {}, {}, None

    def unpack(self, form):
        (value,) = struct.unpack(form, self._file.read(struct.calcsize(form)))
        return value

    def number(self):
        return self.unpack("<i")

    def byte(self):
        return self.unpack("<B")

    def text(self):
        size = shift = 0
        while True:
            byte = self.byte()
            size |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return self._file.read(size).decode()

    def primitive(self, kind):
        return self.text() if kind in (5, 18) else self.unpack(_PRIMITIVE[kind])

    def extra(self, kind):
        if kind in (0, 7):
            return self.byte()
        if kind == 3:
            return self.text()
        return (self.text(), self.number()) if kind == 4 else None

    def new_class(self, with_library):
        number, name = self.number(), self.text()
        members = [self.text() for _ in range(self.number())]
        kinds = [self.byte() for _ in members]
        extras = [self.extra(kind) for kind in kinds]
        if with_library:
            self.number()
        self.classes[number] = (name, list(zip(members, kinds, extras, strict=True)))
        return self.filled(number, number)

    def filled(self, number, of_class):
        name, members = self.classes[of_class]
        found = {"": name}
        self.objects[number] = found
        for member, kind, extra in members:
            found[member] = self.primitive(extra) if kind == 0 else self.record()
        return found

    def items(self, count, read):
        found = []
        while len(found) < count:
            item = read()
            found += [None] * item.count if isinstance(item, _Nulls) else [item]
        return found

    def array(self):
        number, _, rank = self.number(), self.byte(), self.number()
        (count,) = [self.number() for _ in range(rank)]
        kind = self.byte()
        extra = self.extra(kind)
        read = (lambda: self.primitive(extra)) if kind == 0 else self.record
        self.objects[number] = found = self.items(count, read)
        return found

    def record(self):
        kind = self.byte()
        while kind == 12:
            self.number()
            self.text()
            kind = self.byte()
        match kind:
            case 1:
                return self.filled(self.number(), self.number())
            case 4 | 5:
                return self.new_class(kind == 5)
            case 6:
                number = self.number()
                self.objects[number] = found = self.text()
                return found
            case 7:
                return self.array()
            case 8:
                return self.primitive(self.byte())
            case 9:
                return _Reference(self.number())
            case 10:
                return None
            case 13:
                return _Nulls(self.byte())
            case 14:
                return _Nulls(self.number())
            case 15:
                number, count, primitive = self.number(), self.number(), self.byte()
                found = [self.primitive(primitive) for _ in range(count)]
                self.objects[number] = bytes(found) if primitive == 2 else found
                return self.objects[number]
            case 16 | 17:
                number, count = self.number(), self.number()
                self.objects[number] = found = self.items(count, self.record)
                return found
        raise ValueError(kind)

    def all(self):
        assert self.byte() == 0
        self.root = self.number()
        self._file.read(12)
        try:
            while True:
                self.record()
        except ValueError as end:
            assert end.args == (11,)
        return self.plain(self.objects[self.root])

    def plain(self, value):
        if isinstance(value, _Reference):
            return self.plain(self.objects[value.number])
        if isinstance(value, list):
            return [self.plain(each) for each in value]
        if not isinstance(value, dict):
            return value
        if "HashSize" in value:  # an empty dictionary has no pairs
            pairs = self.plain(value.get("KeyValuePairs", []))
            return {pair["key"]: pair["value"] for pair in pairs}
        if "_items" in value:
            return self.plain(value["_items"])[: value["_size"]]
        return {name: self.plain(each) for name, each in value.items()}


def read(data):
    """Return what a stream holds, as plain values."""
    return _Stream(data).all()
