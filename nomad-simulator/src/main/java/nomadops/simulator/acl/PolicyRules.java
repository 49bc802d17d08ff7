package nomadops.simulator.acl;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rules of one ACL policy, flattened into lines such as `namespace/default/read-job`,
/// `node//write` or `variables/default/ops*/write`. Reads the part of HCL that policies are written
/// in.
public record PolicyRules(Set<String> grants) {
  private static final Pattern TOKEN =
      Pattern.compile("\\s+|#[^\\n]*|\"([^\"]*)\"|([A-Za-z_][A-Za-z0-9_-]*)|([{}\\[\\]=,])");
  private static final String[] READ = {
    "list-jobs", "read-job", "read-job-scaling", "list-scaling-policies", "parse-job"
  };

  public static PolicyRules parse(String hcl) {
    Set<String> grants = new LinkedHashSet<>();
    Matcher matcher = TOKEN.matcher(hcl);
    java.util.ArrayDeque<String> blocks = new java.util.ArrayDeque<>();
    String kind = "";
    String label = "";
    String attribute = "";
    int at = 0;
    while (at < hcl.length() && matcher.find(at) && matcher.start() == at) {
      at = matcher.end();
      String symbol = matcher.group(3);
      if (matcher.group(2) != null) {
        kind = matcher.group(2);
        label = "";
      } else if (matcher.group(1) != null && attribute.isEmpty()) {
        label = matcher.group(1);
      } else if (matcher.group(1) != null) {
        grant(grants, blocks, attribute, matcher.group(1));
        if (!attribute.equals("capabilities")) {
          attribute = "";
        }
      } else if ("{".equals(symbol)) {
        blocks.addLast(kind + "/" + label);
      } else if ("}".equals(symbol)) {
        blocks.pollLast();
        attribute = "";
      } else if ("=".equals(symbol)) {
        attribute = kind;
      } else if ("]".equals(symbol)) {
        attribute = "";
      }
    }
    if (at < hcl.length()) {
      throw new IllegalArgumentException("Failed to parse ACL Policy at offset " + at);
    }
    return new PolicyRules(grants);
  }

  private static void grant(
      Set<String> grants, Iterable<String> blocks, String attribute, String value) {
    java.util.List<String> path = new java.util.ArrayList<>();
    blocks.forEach(path::add);
    if (path.isEmpty()) {
      return;
    }
    String outer = path.getFirst();
    if (path.size() == 3) {
      String variablePath = path.get(2).substring("path/".length());
      grants.add(
          "variables/" + outer.substring("namespace/".length()) + "/" + variablePath + "/" + value);
    } else if (attribute.equals("capabilities")) {
      grants.add(outer + "/" + value);
    } else if (attribute.equals("policy")) {
      policy(grants, outer, value);
    }
  }

  private static void policy(Set<String> grants, String block, String policy) {
    grants.add(block + "/" + policy);
    if (policy.equals("write")) {
      grants.add(block + "/read");
    }
    if (!block.startsWith("namespace/") || policy.equals("deny")) {
      return;
    }
    for (String capability : READ) {
      grants.add(block + "/" + capability);
    }
    if (policy.equals("write")) {
      for (String capability :
          new String[] {
            "submit-job", "dispatch-job", "purge-job", "deregister-job", "alloc-lifecycle"
          }) {
        grants.add(block + "/" + capability);
      }
    }
  }
}
