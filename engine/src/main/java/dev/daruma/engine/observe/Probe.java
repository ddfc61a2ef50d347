package dev.daruma.engine.observe;

import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;

/**
 * Something that is read from a host: a fragment of shell, and a pure parser of what it prints.
 *
 * <p>Two probes of the same name are the same probe, and are read once.
 */
public final class Probe<T> {
  /** Makes a fact of what a fragment printed. Pure. */
  @FunctionalInterface
  public interface Parser<T> {
    T parse(Output output);
  }

  private final String name;
  private final Fragment fragment;
  private final Parser<T> parser;

  private Probe(String name, Fragment fragment, Parser<T> parser) {
    this.name = name;
    this.fragment = fragment;
    this.parser = parser;
  }

  public static <T> Probe<T> of(String name, Fragment fragment, Parser<T> parser) {
    return new Probe<>(name, fragment, parser);
  }

  public String name() {
    return name;
  }

  public Fragment fragment() {
    return fragment;
  }

  public T parse(Output output) {
    return parser.parse(output);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Probe<?> probe && probe.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return "Probe(" + name + ")";
  }
}
