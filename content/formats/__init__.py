"""From what people have to a draft of a bundle: one module, or folder of modules, a format.

A *source* is one channel of what somebody points at; what was changed or left out on the way is a
*note*, with its reason in words. ``sources`` knows which format reads what.
"""
