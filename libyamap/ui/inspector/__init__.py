"""What is known of the selection: one file a part, put together by `panel`."""
