"""How much decisions teach: a reviewer simulated on sorted notes. See README.md here."""
