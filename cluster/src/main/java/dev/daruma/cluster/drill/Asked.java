package dev.daruma.cluster.drill;

/** What a prober asks for again and again during a drill. */
public enum Asked {
  READS("reads", "an object, over a new connection each time"),
  WRITES("writes", "a change of an object, over a new connection each time"),
  KEPT("kept", "an object, over one connection that is kept open"),
  PODS("pods", "a pod on another host, from inside a pod"),
  SERVICE("service", "a service with a pod on every host, from inside a pod");

  private final String word;
  private final String meaning;

  Asked(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  /** Its name in reports. */
  public String word() {
    return word;
  }

  public String meaning() {
    return meaning;
  }

  /** Whether it is asked through the endpoint's address, from where daruma runs. */
  public boolean throughEndpoint() {
    return switch (this) {
      case READS, WRITES, KEPT -> true;
      case PODS, SERVICE -> false;
    };
  }
}
