"""How a document becomes a file: Word, PowerPoint, Excel, PDF, HTML. Documents in, bytes out."""
