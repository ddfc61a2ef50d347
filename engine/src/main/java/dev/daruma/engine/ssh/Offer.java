package dev.daruma.engine.ssh;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;

/**
 * The keys a host will be offered.
 *
 * @param keys in the order they are offered
 * @param notes why other keys are not, one line each
 */
record Offer(List<Key> keys, List<String> notes) {

  sealed interface Key {
    PublicKey publicKey();

    /** Where it comes from, for a person. */
    String origin();

    record FromAgent(AgentSocket agent, PublicKey publicKey, String comment) implements Key {
      @Override
      public String origin() {
        return "the agent's key " + comment;
      }
    }

    record FromFile(Path file, KeyPair pair) implements Key {
      @Override
      public PublicKey publicKey() {
        return pair.getPublic();
      }

      @Override
      public String origin() {
        return file.toString();
      }
    }
  }
}
