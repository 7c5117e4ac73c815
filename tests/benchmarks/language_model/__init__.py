"""The second reader against a real server: llama.cpp's, with a tiny model of random weights."""
