"""The engines that an index can be kept in. Each one's library is imported in its module only."""
