package dev.daruma.cluster.site.shape;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a section holds: a value for each field that is written well or has a default. */
public final class Values {
  private final Map<Field<?>, Placed<?>> byField;
  private final Set<Field<?>> wrong;

  Values(Map<Field<?>, Placed<?>> byField, Set<Field<?>> wrong) {
    this.byField = Map.copyOf(byField);
    this.wrong = Set.copyOf(wrong);
  }

  /** The value and its place; empty when it is absent or could not be decoded. */
  public <T> Optional<Placed<T>> find(Field<T> field) {
    @SuppressWarnings("unchecked") // Section puts in what the field's own shape decoded
    var placed = (Placed<T>) byField.get(field);
    return Optional.ofNullable(placed);
  }

  public <T> Optional<T> value(Field<T> field) {
    return find(field).map(Placed::value);
  }

  /**
   * The value of a field that is required or has a default, once the file is known to be right.
   *
   * @throws IllegalStateException when there is none
   */
  public <T> T get(Field<T> field) {
    return value(field).orElseThrow(() -> new IllegalStateException("no value for " + field.key()));
  }

  /** Whether the field is written and could not be decoded, which is noted already. */
  public boolean isWrong(Field<?> field) {
    return wrong.contains(field);
  }

  /** These values, and where one is not written here, the other's. */
  public Values over(Values other) {
    var both = new HashMap<>(byField);
    other.byField.forEach(
        (field, theirs) -> both.merge(field, theirs, (own, base) -> own.written() ? own : base));
    return new Values(both, wrong);
  }

  public static Values none() {
    return new Values(Map.of(), Set.of());
  }
}
