"""Text read aloud: sound files, and which word is heard when.

An *engine* makes sound out of text in a *voice*; it reports *marks*: "from this character on,
at this moment". A *spoken form* is a text as an engine should get it: « 14 h 30 » written out
as « 14 heures 30 », with the way back to the text that people see. A *cue* is what a page
needs: a word of the text that people see, and from when until when it is heard.

    text ──spelled out──> spoken form ──engine──> sound and marks ──> MP3 and marks, kept
      └──────────────────words, by the way back──────────────────────────────> cues

What was spoken once is kept under a hash of everything that decides how it sounds, so a
corrected sentence is spoken anew and the rest of the page is not. ``aloud`` is the way in.
"""
