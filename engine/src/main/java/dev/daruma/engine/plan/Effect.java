package dev.daruma.engine.plan;

/**
 * Something that others notice while an act is carried out: what runs on the host, or who asks it.
 */
public interface Effect {
  /** As a person says it: {@code "containerd.service restarts"}. */
  String title();
}
