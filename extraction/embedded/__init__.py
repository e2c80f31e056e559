"""What a page's scripts carry of it as plain JSON, for pages that show nothing by themselves, or a beginning."""
