"""The forms: one field a file, put together by `feature_form`, `actor_form` and `source_form`."""
