package dev.daruma.app.probe;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * An answer of HTTP/1.1 (RFC 9112), read to its end so that the next one can follow it.
 *
 * @param status 100 to 599
 */
record Answer(int status) {
  private static final int LONGEST_LINE = 64 * 1024;

  static Answer read(InputStream input) throws IOException {
    String[] first = line(input).split(" ", 3);
    if (first.length < 2 || !first[1].matches("[1-5]\\d\\d")) {
      throw new IOException("no answer of HTTP: " + first[0]);
    }
    long length = 0;
    boolean chunked = false;
    for (String header = line(input); !header.isEmpty(); header = line(input)) {
      String[] parts = header.toLowerCase(Locale.ROOT).split(":", 2);
      if (parts[0].equals("content-length")) {
        length = Long.parseLong(parts[1].strip());
      } else if (parts[0].equals("transfer-encoding") && parts[1].strip().equals("chunked")) {
        chunked = true;
      }
    }
    if (chunked) {
      skipChunks(input);
    } else {
      input.skipNBytes(length);
    }
    return new Answer(Integer.parseInt(first[1]));
  }

  private static void skipChunks(InputStream input) throws IOException {
    while (true) {
      long size = Long.parseLong(line(input).split(";", 2)[0].strip(), 16);
      input.skipNBytes(size);
      String end = line(input);
      if (size == 0) {
        while (!end.isEmpty()) {
          end = line(input);
        }
        return;
      }
    }
  }

  private static String line(InputStream input) throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int next = input.read();
      if (next < 0) {
        throw new EOFException("the connection ended within an answer");
      }
      if (next == '\n') {
        return line.toString().stripTrailing();
      }
      if (line.length() >= LONGEST_LINE) {
        throw new IOException("a line of an answer is too long");
      }
      line.append((char) next);
    }
  }
}
