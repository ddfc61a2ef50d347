package dev.daruma.engine.ssh;

import dev.daruma.engine.ssh.KeyFile.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The operator's keys: those of the agent and those in files, each file read and its passphrase
 * asked for at most once, whatever the number of hosts.
 */
final class KeyRing {
  private final SshEnvironment environment;
  private final Map<Path, Reading> files = new ConcurrentHashMap<>();
  private final Map<Path, ReentrantLock> reading = new ConcurrentHashMap<>();
  private final ReentrantLock asking = new ReentrantLock();

  KeyRing(SshEnvironment environment) {
    this.environment = environment;
  }

  /**
   * The named files first, through the agent where it holds them, so that they are within the six
   * attempts sshd allows (MaxAuthTries); then whatever else the agent has.
   */
  Offer offer(List<Path> identities) {
    List<String> notes = new ArrayList<>();
    Map<KeyBlob, Offer.Key> agent = agentKeys(notes);
    List<Offer.Key> keys = new ArrayList<>();
    for (Path identity : identities) {
      Optional<Offer.Key> held = KeyFile.publicKey(identity).map(agent::remove);
      if (held.isPresent()) {
        keys.add(held.get());
        continue;
      }
      switch (read(identity)) {
        case Reading.Read(var pair) -> keys.add(new Offer.Key.FromFile(identity, pair));
        case Reading.Unreadable(String why, String remedy) -> notes.add(why + " (" + remedy + ")");
      }
    }
    keys.addAll(agent.values());
    return new Offer(List.copyOf(keys), List.copyOf(notes));
  }

  private Map<KeyBlob, Offer.Key> agentKeys(List<String> notes) {
    Map<KeyBlob, Offer.Key> keys = new LinkedHashMap<>();
    environment
        .agentSocket()
        .ifPresent(
            socket -> {
              AgentSocket agent = new AgentSocket(socket);
              try {
                for (var identity : agent.getIdentities()) {
                  keys.put(
                      KeyBlob.of(identity.getKey()),
                      new Offer.Key.FromAgent(agent, identity.getKey(), identity.getValue()));
                }
              } catch (IOException | RuntimeException deaf) {
                notes.add("the ssh-agent at " + socket + " does not answer: " + deaf.getMessage());
              }
            });
    return keys;
  }

  private Reading read(Path file) {
    ReentrantLock lock = reading.computeIfAbsent(file, ignored -> new ReentrantLock());
    lock.lock();
    try {
      Reading known = files.get(file);
      if (known == null) {
        known = KeyFile.read(file, environment.passphrase(), asking);
        files.put(file, known);
      }
      return known;
    } finally {
      lock.unlock();
    }
  }
}
