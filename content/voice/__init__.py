"""Voices: neural models that read texts of one language aloud.

A voice is what Piper's are: a *model* (ONNX, of the kind VITS) that turns the numbers of phonemes
into sound, and its *settings*: which numbers, how many samples a second, whose phonemes. It travels
as one file of our own, whose model is read in place:

    magic, length of the settings       24 bytes
    settings                            JSON, only what is needed to speak
    model                               ONNX, to the end of the file

A model is looked at before a site takes it in (``model``): that it is whole, asks for what Piper's
ask for, and leads to no other file. It is run by ``i18n.speech.piper``, shut in.

    who builds: model and settings ──layout──> file     who speaks: file ──layout──> PiperVoice
"""
