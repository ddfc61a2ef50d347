package dev.daruma.engine.observe;

import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.List;
import java.util.Optional;

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

  /** One of the subjects of a batch. */
  record Subject(Batch batch, String name) {}

  private final String name;
  private final Fragment fragment;
  private final Optional<Subject> subject;
  private final Parser<T> parser;

  private Probe(String name, Fragment fragment, Optional<Subject> subject, Parser<T> parser) {
    this.name = name;
    this.fragment = fragment;
    this.subject = subject;
    this.parser = parser;
  }

  public static <T> Probe<T> of(String name, Fragment fragment, Parser<T> parser) {
    return new Probe<>(name, fragment, Optional.empty(), parser);
  }

  /**
   * A probe that is read together with the others of its batch. Its parser is given the part of the
   * answer that is about the subject; where there is none, a failure.
   */
  public static <T> Probe<T> of(String name, Batch batch, String subject, Parser<T> parser) {
    return new Probe<>(
        name, batch.about(List.of(subject)), Optional.of(new Subject(batch, subject)), parser);
  }

  public String name() {
    return name;
  }

  /** The question alone, whatever else is asked with it. */
  public Fragment fragment() {
    return fragment;
  }

  Optional<Subject> subject() {
    return subject;
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
