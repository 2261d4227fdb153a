"""What a part of the map, the table and the timeline can show, answered from memory.

`FeatureIndex` chooses by size: `plain` for some thousands of features, `columns` (numpy) for more.
"""

from libyamap.store.index.feature_index import FeatureIndex

__all__ = ["FeatureIndex"]
