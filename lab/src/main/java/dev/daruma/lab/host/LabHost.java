package dev.daruma.lab.host;

import dev.daruma.engine.host.HostName;
import java.net.Inet4Address;

/**
 * One machine of a lab.
 *
 * @param share how much of the machine's processors it gets when all hosts want them, against one
 *     of share 1; from 1 on
 */
public record LabHost(HostName name, Inet4Address address, int share) {
  public LabHost {
    if (share < 1) {
      throw new IllegalArgumentException("a share of " + share + " is none");
    }
  }

  public LabHost(HostName name, Inet4Address address) {
    this(name, address, 1);
  }
}
