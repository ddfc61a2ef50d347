package dev.daruma.cluster.site;

/**
 * A taint of a node.
 *
 * @param key a qualified name, as a label's key
 * @param value a label's value; may be empty
 * @param effect NoSchedule, PreferNoSchedule or NoExecute
 */
public record Taint(String key, String value, String effect) {

  /** As {@code kubectl taint} writes it: {@code key=value:effect}, or {@code key:effect}. */
  @Override
  public String toString() {
    return key + (value.isEmpty() ? "" : "=" + value) + ":" + effect;
  }
}
