"""The nightly channel: what is new comes by itself, at night, from one address and no other.

A *window* is the hours in which a connection may be opened. A *night* is named by the day on which
its window begins. In each, a site asks the channel once, at its own moment, and again if nobody
answered; whatever it verifies goes into quarantine, as from a stick, and waits there for two
people. What came of a night is its *receipt*. A night is *missed* if the channel did not answer in
it, were it that the server was off.

    asked for ──> under way ──> done          everything that is new has come, or was refused
       ^              │──> window over        the rest comes the next nights; parts are kept
       │              ├──> stopped            somebody stopped its job
       └─ half an ────├──> no answer
          hour later, ├──> cut off            it answered, and then no more
          in the same └──> refused            what it signed is not to be used: in one sentence
          window
"""
