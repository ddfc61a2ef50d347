package dev.daruma.cluster.network.manifest;

import dev.daruma.engine.plan.Milestone;

/** The cluster has the pod network's objects. */
record NetworkApplied() implements Milestone {
  @Override
  public String title() {
    return "the pod network's objects are in the cluster";
  }
}
