"""What every reader does with bytes: limits, compression, charsets, safe XML."""
