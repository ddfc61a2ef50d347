package dev.daruma.cluster.site.shape;

/**
 * A value, and where it comes from.
 *
 * @param place where it is written; for a default, where the section it belongs to is
 * @param written false for a default
 */
public record Placed<T>(T value, Place place, boolean written) {
  public static <T> Placed<T> written(T value, Place place) {
    return new Placed<>(value, place, true);
  }
}
