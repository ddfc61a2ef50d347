package dev.daruma.cluster.site.shape;

/**
 * A key of a section. Values are looked up by the field itself, so each has an identity and is no
 * record.
 */
public final class Field<T> {
  private final String key;
  private final Shape<T> shape;
  private final Presence presence;
  private final String description;

  /** Whether the key must be there, and what its absence means. */
  public sealed interface Presence {
    record Required() implements Presence {}

    record Optional() implements Presence {}

    /** Absent means this YAML text. */
    record Default(String yaml) implements Presence {}

    /** The design has it, this version does nothing with it. */
    record Later() implements Presence {}
  }

  private Field(String key, Shape<T> shape, Presence presence, String description) {
    this.key = key;
    this.shape = shape;
    this.presence = presence;
    this.description = description;
  }

  public static <T> Field<T> required(String key, Shape<T> shape, String description) {
    return new Field<>(key, shape, new Presence.Required(), description);
  }

  public static <T> Field<T> optional(String key, Shape<T> shape, String description) {
    return new Field<>(key, shape, new Presence.Optional(), description);
  }

  /**
   * A field that has a value when it is not written.
   *
   * @param yaml the default, as the operator would write it on one line
   */
  public static <T> Field<T> defaulting(
      String key, Shape<T> shape, String yaml, String description) {
    return new Field<>(key, shape, new Presence.Default(yaml), description);
  }

  public static Field<?> later(String key, String description) {
    return new Field<>(key, new Anything(), new Presence.Later(), description);
  }

  public String key() {
    return key;
  }

  public Shape<T> shape() {
    return shape;
  }

  public Presence presence() {
    return presence;
  }

  /** What it is for, in one or two sentences. */
  public String description() {
    return description;
  }

  @Override
  public String toString() {
    return key;
  }
}
