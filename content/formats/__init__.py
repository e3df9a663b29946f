"""From what people have to a draft of a bundle: one module, or folder of modules, a format."""
