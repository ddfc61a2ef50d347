package dev.daruma.lab.host;

import dev.daruma.engine.host.HostName;
import java.net.Inet4Address;

/** One machine of a lab. */
public record LabHost(HostName name, Inet4Address address) {}
