package dev.daruma.engine.shell;

import java.io.IOException;

/** A stream that was to be sent to a host could not be read to its end. */
public final class FeedBroken extends IOException {
  FeedBroken(IOException cause) {
    super(cause);
  }
}
