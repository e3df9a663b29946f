"""The publisher's side, on the console alone: keys and who holds them, signing, media.

A *publisher* is three people or more and a computer of theirs; it needs no site and no database of
one. What it does is ``sync``'s: here it is asked for, told and shown to be going on.
"""
