package dev.daruma.cluster.network.manifest;

import dev.daruma.engine.plan.Milestone;

/** The cluster has objects of the pod network, if not those that the site file asks for now. */
record NetworkPresent() implements Milestone {
  @Override
  public String title() {
    return "the cluster has a pod network";
  }
}
