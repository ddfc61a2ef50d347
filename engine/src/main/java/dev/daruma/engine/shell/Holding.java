package dev.daruma.engine.shell;

/** What came of asking a host to hold something. */
public sealed interface Holding {
  /** It is held until it is closed, or daruma or the connection dies. */
  record Granted(Held held) implements Holding {}

  /** The fragment ended by itself instead, and said why. */
  record Denied(Output output) implements Holding {}
}
