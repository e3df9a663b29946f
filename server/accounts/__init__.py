"""Accounts: people, their role, and how they show who they are.

A *person* signs in with their *sign-in name* and password, or with the *short code* of a printed
card. The password is kept as argon2id, the code as a keyed hash: neither can be read back. A
person's *look* is how pages are shown to them. An account that is *closed* keeps its records.

    added ──first code or password──> signs in ──closed──> kept, cannot sign in
"""
