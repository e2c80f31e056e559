"""The trained reader: one multilingual encoder that judges a document and tags its words, run by onnxruntime."""
