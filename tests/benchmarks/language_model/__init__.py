"""A language model behind a real server: llama.cpp's, with a tiny model of random weights."""
