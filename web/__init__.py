"""The pages and the API that investigators open; reads the memory, and writes people's decisions only."""
