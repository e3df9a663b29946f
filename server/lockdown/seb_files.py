"""Files of Safe Exam Browser (``.seb``): settings, in the clear or behind a password.

A file is the gzip of four letters and what they announce:

    plnd   the gzip of a property list
    pswd   the same, encrypted with a password that is asked for when the browser starts
    pwcc   the same, for settings that stay on the PC; its password is the SHA-256 of the typed one
    pkhs   which certificate (20 bytes), then an inner block, RSA-encrypted in pieces
    phsk   which certificate, a key of its own RSA-encrypted, and the inner block under that key

A property list in the clear, not zipped, is a file too. Encryption with a password is RNCryptor's
third form with an option byte of 1 and a version byte of 2.

Source: "SEB File Format" in the developer documentation of Safe Exam Browser; the files that it and
Moodle write have version and options as above.
"""

import base64
import gzip
import hashlib
import hmac
import os
import plistlib
import struct
import zlib
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.padding import PKCS7
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from i18n.refusals import Invalid, NotAllowed
from i18n.translate import N_

MEDIA_TYPE = "application/seb"
LARGEST = 8 << 20
"""Bytes of settings, unpacked: a real file has 25 thousand."""

_ROUNDS = 10_000
_HEAD, _SALT, _IV, _MAC = b"\x02\x01", 8, 16, 32
_CERTIFICATE = 20
_PADDING = 32
"""Bytes by which a piece is shorter than the RSA key that encrypts it."""


class NotASebFile(Invalid):
    """Bytes are no file of Safe Exam Browser."""

    message = N_("This is no settings file of Safe Exam Browser, or it is damaged.")


class PasswordNeeded(NotAllowed):
    """The file is encrypted, and no password was given."""

    message = N_("This settings file asks for a password.")


class WrongPassword(NotAllowed):
    """The password is another, or bytes were changed."""

    message = N_("This password does not open the settings file, or the file is damaged.")


class OtherCertificate(NotAllowed):
    """The file is for the holder of another certificate."""

    message = N_("This settings file is encrypted to a certificate that is not here.")


def written(settings: Mapping[str, Any], password: str = "") -> bytes:
    """Return a file of settings.

    Args:
        settings: what a property list can hold.
        password: that the browser asks for when it opens the file; "" for none.
    """
    inner = gzip.compress(plistlib.dumps(dict(settings)), mtime=0)
    block = b"pswd" + encrypted(inner, password) if password else b"plnd" + inner
    return gzip.compress(block, mtime=0)


def read(data: bytes, password: str | None = None, key: RSAPrivateKey | None = None) -> Any:
    """Return the settings of a file.

    Args:
        data: the file.
        password: if it asks for one.
        key: of the certificate that it is encrypted to.

    Raises:
        NotASebFile, PasswordNeeded, WrongPassword, OtherCertificate: why not.
    """
    if not data.lstrip().startswith(b"<?xml"):
        data = _block(_unzipped(data), password, key)
    try:
        settings = plistlib.loads(data, fmt=plistlib.FMT_XML)
    except Exception as error:  # plistlib lets through whatever its parts raise
        raise NotASebFile from error
    if not isinstance(settings, dict):
        raise NotASebFile
    return settings


def encrypted(data: bytes, password: str) -> bytes:
    """Return what opens with a password."""
    salts, iv = (os.urandom(_SALT), os.urandom(_SALT)), os.urandom(_IV)
    padder = PKCS7(128).padder()
    padded = padder.update(data) + padder.finalize()
    encryptor = Cipher(AES(_stretched(password, salts[0])), CBC(iv)).encryptor()
    whole = _HEAD + salts[0] + salts[1] + iv + encryptor.update(padded) + encryptor.finalize()
    return whole + hmac.digest(_stretched(password, salts[1]), whole, "sha256")


def decrypted(data: bytes, password: str) -> bytes:
    """Return what a password opens.

    Raises:
        WrongPassword: it is another, or bytes were changed.
    """
    start = len(_HEAD) + 2 * _SALT + _IV
    whole, told = data[:-_MAC], data[-_MAC:]
    if len(whole) < start + 16 or (len(whole) - start) % 16 or whole[:2] != _HEAD:
        raise WrongPassword
    right = hmac.digest(_stretched(password, whole[10:18]), whole, "sha256")
    if not hmac.compare_digest(right, told):
        raise WrongPassword
    decryptor = Cipher(AES(_stretched(password, whole[2:10])), CBC(whole[18:start])).decryptor()
    padded = decryptor.update(whole[start:]) + decryptor.finalize()
    unpadder = PKCS7(128).unpadder()
    return unpadder.update(padded) + unpadder.finalize()


def certificate(key: RSAPublicKey) -> bytes:
    """Return the 20 bytes by which a file names the certificate it is for."""
    der = key.public_bytes(Encoding.DER, PublicFormat.PKCS1)
    return hashlib.sha1(der, usedforsecurity=False).digest()


def _block(block: bytes, password: str | None, key: RSAPrivateKey | None) -> bytes:
    """Return the property list in a block, which may hold another block."""
    kind, rest = block[:4], block[4:]
    if kind == b"plnd":
        return _unzipped(rest)
    if kind in (b"pswd", b"pwcc"):
        if password is None:
            raise PasswordNeeded
        if kind == b"pwcc":
            password = hashlib.sha256(password.encode()).hexdigest()
        return _unzipped(decrypted(rest, password))
    if kind in (b"pkhs", b"phsk"):
        if key is None or rest[:_CERTIFICATE] != certificate(key.public_key()):
            raise OtherCertificate
        opened = _by_pieces if kind == b"pkhs" else _by_own_key
        return _block(opened(rest[_CERTIFICATE:], key), password, None)
    raise NotASebFile


def _by_pieces(rest: bytes, key: RSAPrivateKey) -> bytes:
    size = key.key_size // 8
    pieces = [rest[at : at + size] for at in range(0, len(rest), size)]
    try:
        return b"".join(key.decrypt(piece, PKCS1v15()) for piece in pieces)
    except ValueError as error:
        raise NotASebFile from error


def _by_own_key(rest: bytes, key: RSAPrivateKey) -> bytes:
    try:
        (size,) = struct.unpack("<i", rest[:4])
        wrapped, inner = rest[4 : 4 + size], rest[4 + size :]
        own = key.decrypt(wrapped, PKCS1v15())
    except (struct.error, ValueError) as error:
        raise NotASebFile from error
    return decrypted(inner, _as_password(own))


def encrypted_to(block: bytes, key: RSAPublicKey, *, own_key: bool) -> bytes:
    """Return a file for the holder of a certificate.

    Args:
        block: four letters and what they announce.
        key: of the certificate.
        own_key: ``phsk`` rather than ``pkhs``.
    """
    if own_key:
        own = os.urandom(32)
        wrapped = key.encrypt(own, PKCS1v15())
        inner = struct.pack("<i", len(wrapped)) + wrapped + encrypted(block, _as_password(own))
        return gzip.compress(b"phsk" + certificate(key) + inner)
    size = key.key_size // 8 - _PADDING
    pieces = (key.encrypt(block[at : at + size], PKCS1v15()) for at in range(0, len(block), size))
    return gzip.compress(b"pkhs" + certificate(key) + b"".join(pieces))


def _as_password(own: bytes) -> str:
    return base64.b64encode(own).decode()


def _stretched(password: str, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha1", password.encode(), salt, _ROUNDS, 32)


def _unzipped(data: bytes) -> bytes:
    """Return what was zipped, refusing what would fill the memory."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        found = unpacker.decompress(data, LARGEST)
    except zlib.error as error:
        raise NotASebFile from error
    if not unpacker.eof:
        raise NotASebFile
    return found
