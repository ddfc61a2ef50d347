/**
 * What is different between releases of Kubernetes, each with its source.
 *
 * <p>Comes in: a minor release. Goes out: which configuration its kubeadm reads, what it calls
 * things, whom it works with; and for people ({@code docs/versions.md}) which images it starts.
 * Facts only: knows no site and no host.
 */
@NullMarked
package dev.daruma.cluster.release;

import org.jspecify.annotations.NullMarked;
