package dev.daruma.cluster.site;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The hosts' way to what lies outside of their networks.
 *
 * @param http for {@code http:} URLs
 * @param https for {@code https:} URLs
 * @param except names, domains with a dot before them, addresses and networks that are reached
 *     without it, beside all that belongs to the site
 */
public record Proxy(Optional<URI> http, Optional<URI> https, List<String> except) {
  public Proxy {
    except = List.copyOf(except);
  }
}
