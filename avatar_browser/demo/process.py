DemoServers = None
