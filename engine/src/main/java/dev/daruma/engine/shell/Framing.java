package dev.daruma.engine.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * How fragments are put to a running {@code sh} so that each answer can be told from the next.
 *
 * <p>Each fragment is one quoted word for {@code eval} in a subshell: whatever it holds, a syntax
 * error, {@code exit}, an open quote, ends with the subshell. After it, the shell itself prints an
 * end mark on standard output, with the exit status, and on standard error. The marks carry a
 * random word which no output can contain by chance; nothing has to be escaped, and the output
 * needs no newline at its end. The script goes in by standard input, so no process list shows it.
 *
 * @param nonce a random word, letters and digits
 */
record Framing(String nonce) {
  /** The mark's last byte on standard output comes after the status: {@code NONCE.3 0;}. */
  static final byte[] STATUS_END = {';'};

  /** The script for the fragments; the first has the given number, the others follow. */
  byte[] script(List<Fragment> fragments, long first) {
    StringBuilder script = new StringBuilder();
    long number = first;
    for (Fragment fragment : fragments) {
      // The blank keeps a fragment that begins with a dash from being taken for an option.
      script
          .append("(eval ")
          .append(Fragment.quote(" " + fragment.text()))
          .append(") </dev/null\n")
          .append(endMarks(number));
      number++;
    }
    return script.toString().getBytes(UTF_8);
  }

  /**
   * A script that reads the fragment, line by line, from the same standard input and leaves what
   * follows it to the fragment. {@code read} takes a byte at a time from a pipe, never more than
   * its line (POSIX, Shell and Utilities, read).
   */
  byte[] feedingScript(Fragment fragment) {
    return reading(fragment, endMarks(0));
  }

  /** The same, but what it prints on standard output at its end is a line of its own. */
  byte[] holdingScript(Fragment fragment) {
    return reading(fragment, "printf '%s %d;\\n' " + mark(0) + " \"$?\"; " + errorMark(0));
  }

  /**
   * Whatever signal ends the fragment, what it has trapped on EXIT is done: dash leaves that out
   * when a signal ends the shell itself. One comes without anybody sending it: SIGPIPE, when a
   * fragment says something and daruma has died meanwhile.
   */
  private static byte[] reading(Fragment fragment, String endMarks) {
    String text = " " + fragment.text();
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a script cannot hold a NUL character");
    }
    long lines = text.chars().filter(character -> character == '\n').count() + 1;
    return ("daruma_newline=$(printf '\\nx'); daruma_newline=${daruma_newline%x};"
            + " daruma_script=; daruma_lines="
            + lines
            + "; while [ $daruma_lines -gt 0 ]; do IFS= read -r daruma_line;"
            + " daruma_script=$daruma_script$daruma_line$daruma_newline;"
            + " daruma_lines=$((daruma_lines-1)); done; (trap 'exit 1' HUP INT PIPE TERM; eval \"$daruma_script\"); "
            + endMarks
            + text
            + "\n")
        .getBytes(UTF_8);
  }

  byte[] outputEnd(long number) {
    return (mark(number) + " ").getBytes(UTF_8);
  }

  byte[] errorEnd(long number) {
    return (mark(number) + ";").getBytes(UTF_8);
  }

  private String endMarks(long number) {
    return "printf '%s %d;' " + mark(number) + " \"$?\"; " + errorMark(number);
  }

  private String errorMark(long number) {
    return "printf '%s;' " + mark(number) + " >&2\n";
  }

  private String mark(long number) {
    return nonce + "." + number;
  }
}
