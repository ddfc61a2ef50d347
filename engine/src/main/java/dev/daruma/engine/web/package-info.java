/**
 * What this machine fetches from web servers, by HTTP and HTTPS.
 *
 * <p>Comes in: a URL. Goes out: what is there, or why it cannot be had. Believes nothing of it: who
 * asks compares it with a checksum or a signature.
 */
@NullMarked
package dev.daruma.engine.web;

import org.jspecify.annotations.NullMarked;
