"""What every page shares: who is there, who may open it, how it is protected, how it looks."""
